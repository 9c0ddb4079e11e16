"""The tables of staff: accounts, sessions, failed sign-ins, and the audit log. Times are seconds since 1970."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, BigInteger, Boolean, Column, Float, ForeignKey, Index, Integer, String
from sqlalchemy.orm import declarative_base

Base: Any = declarative_base()

#: SQLite numbers rows itself only for INTEGER.
RowNumber = BigInteger().with_variant(Integer, "sqlite")


class StaffAccount(Base):
    """One person. Accounts are disabled, never deleted: the audit log refers to them.

    `folded_name` is what names are compared by. `password_hash` is missing for those who sign in through the
    organisation; for them `subject` is the provider's address and its id of the person.
    """

    __tablename__ = "staff_account"

    id = Column(Integer, primary_key=True)
    name = Column(String(64), nullable=False)
    folded_name = Column(String(128), nullable=False, unique=True)
    password_hash = Column(String(255))
    subject = Column(String(512), unique=True)
    role = Column(String(16), nullable=False)
    language = Column(String(8), nullable=False)
    disabled = Column(Boolean, nullable=False, default=False)
    created_at = Column(Float, nullable=False)
    last_sign_in_at = Column(Float)


class StaffSession(Base):
    """One signed-in browser. Only the hash of its token is kept: a copy of the database opens no session."""

    __tablename__ = "staff_session"

    token_hash = Column(String(64), primary_key=True)
    account_id = Column(ForeignKey(StaffAccount.id, ondelete="CASCADE"), nullable=False, index=True)
    created_at = Column(Float, nullable=False)
    last_seen_at = Column(Float, nullable=False)


class StaffSignInFailure(Base):
    """How often signing in failed lately, for one account or one address.

    `key` is a hash: what is typed as a name may be a password, and names that do not exist are counted as well.
    """

    __tablename__ = "staff_sign_in_failure"

    key = Column(String(64), primary_key=True)
    failures = Column(Integer, nullable=False, default=0)
    last_at = Column(Float, nullable=False)


class AuditEntry(Base):
    """One thing that a member of staff did. `name` is what they were called then. Rows are only ever added."""

    __tablename__ = "audit_entry"

    id = Column(RowNumber, primary_key=True, autoincrement=True)
    at = Column(Float, nullable=False, index=True)
    account_id = Column(Integer)
    name = Column(String(64), nullable=False)
    action = Column(String(64), nullable=False)
    subject = Column(String(160), nullable=False)
    details = Column(JSON, nullable=False)

    __table_args__ = (
        Index("ix_audit_entry_account", "account_id", "id"),
        Index("ix_audit_entry_action", "action", "id"),
        Index("ix_audit_entry_subject", "subject", "id"),
    )
