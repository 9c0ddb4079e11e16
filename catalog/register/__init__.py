"""What is imported from the state's open data: the register of services and the service centres."""
