"""Signing in through an organisation's OpenID Connect provider: authorisation code with PKCE, state and nonce.

State, nonce and verifier are derived from the secret of this browser (`review.web.cookies`), so nothing is kept between
leaving for the provider and coming back, and whichever worker is asked can check it. Authlib is imported on first use.
"""

from __future__ import annotations

import base64
import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote

import httpx

from review.access.oidc_settings import OidcSettings
from review.access.roles import Role
from review.web.cookies import derived

SCOPE = "openid profile email"
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
#: How long the provider's description is used before it is fetched again, in seconds.
FRESH = 60 * 60.0
PATIENCE = 10.0
#: How far the provider's clock may be from ours, in seconds.
LEEWAY = 60


@dataclass(frozen=True)
class Person:
    """Somebody whom the provider vouches for. `subject` is the provider's address with its id of the person."""

    issuer: str
    subject: str
    name: str
    role: Role


class OidcError(Exception):
    """The sign-in cannot be trusted or finished; the message is for the operator's log."""


class NoRole(OidcError):
    """The provider knows the person, but none of their claims gives them a role here."""


class Oidc:
    """The provider. `clock` is a steady clock in seconds; `http` makes its client (a test's may differ)."""

    def __init__(
        self,
        settings: OidcSettings,
        clock: Callable[[], float],
        http: Callable[[], httpx.AsyncClient] = lambda: httpx.AsyncClient(timeout=PATIENCE),
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._http = http
        self._described: tuple[float, Mapping[str, Any]] | None = None

    async def address(self, secret: str, back: str, wanted: str) -> str:
        """Where to send the browser. `back` is our address for the answer, `wanted` the page to open afterwards."""
        description = await self._description()
        async with self._client(back) as client:
            url, _ = client.create_authorization_url(
                description["authorization_endpoint"],
                state=_state(secret, wanted),
                nonce=derived(secret, "oidc-nonce"),
                code_verifier=derived(secret, "oidc-verifier"),
            )
        return str(url)

    async def person(self, secret: str, back: str, answer: Mapping[str, str]) -> tuple[Person, str]:
        """Who came back, and the page they wanted. `answer` is the query of the provider's answer.

        Raises `OidcError`, `NoRole` among them.
        """
        wanted = _wanted(secret, answer.get("state", ""))
        if "error" in answer or not answer.get("code"):
            raise OidcError(f"the provider answered {answer.get('error', 'without a code')!r}")
        claims = await self._claims(secret, back, answer["code"])
        role = self._settings.roles.role_of(claims)
        if role is None:
            raise NoRole(f"the claim {self._settings.roles.claim!r} gives no role")
        name = next((str(claims[one]) for one in ("preferred_username", "email", "name", "sub") if claims.get(one)), "")
        subject = f"{self._settings.issuer} {claims['sub']}"
        return Person(self._settings.issuer, subject, " ".join(name.split()), role), wanted

    async def _claims(self, secret: str, back: str, code: str) -> Mapping[str, Any]:
        """The claims of the ID token, with those of the user-info endpoint where the provider keeps some there."""
        description = await self._description()
        try:
            async with self._client(back) as client:
                token = await client.fetch_token(
                    description["token_endpoint"], code=code, code_verifier=derived(secret, "oidc-verifier")
                )
                claims = dict(await self._checked(str(token.get("id_token", "")), derived(secret, "oidc-nonce")))
                if description.get("userinfo_endpoint"):
                    more = (await client.get(description["userinfo_endpoint"])).raise_for_status().json()
                    if more.get("sub") == claims["sub"]:
                        claims = {**more, **claims}
            return claims
        except OidcError:
            raise
        except Exception as error:  # Whatever a provider sends, the person is told that signing in did not work.
            raise OidcError(f"the provider's answer cannot be used: {type(error).__name__}: {error}") from error

    async def _checked(self, id_token: str, nonce: str) -> Mapping[str, Any]:
        """The claims of an ID token that is signed by the provider, meant for us, current and asked for here."""
        from joserfc import jwt
        from joserfc.jwk import KeySet

        async with self._http() as http:
            keys = (await http.get((await self._description())["jwks_uri"])).raise_for_status().json()
        claims = jwt.decode(id_token, KeySet.import_key_set(keys), algorithms=ALGORITHMS).claims
        audience = self._settings.client_id
        registry = jwt.JWTClaimsRegistry(
            leeway=LEEWAY,
            iss={"essential": True, "value": self._settings.issuer},
            aud={"essential": True, "value": audience},
            sub={"essential": True},
            exp={"essential": True},
            iat={"essential": True},
            nonce={"essential": True, "value": nonce},
        )
        registry.validate(claims)
        several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
        if (several or "azp" in claims) and claims.get("azp") != audience:
            raise OidcError("the ID token was made for another program")
        return claims

    async def _description(self) -> Mapping[str, Any]:
        """The provider's description of itself (OpenID Connect Discovery)."""
        if self._described is not None and self._clock() - self._described[0] < FRESH:
            return self._described[1]
        address = self._settings.issuer.rstrip("/") + "/.well-known/openid-configuration"
        try:
            async with self._http() as http:
                found = (await http.get(address)).raise_for_status().json()
        except (httpx.HTTPError, ValueError) as error:
            raise OidcError(f"{address} cannot be read: {error}") from error
        if found.get("issuer") != self._settings.issuer:
            raise OidcError(f"{address} names the issuer {found.get('issuer')!r}, not {self._settings.issuer!r}")
        self._described = (self._clock(), found)
        return self._described[1]

    def _client(self, back: str) -> Any:
        from authlib.integrations.httpx_client import AsyncOAuth2Client  # type: ignore[import-untyped]

        methods = (self._described[1] if self._described else {}).get("token_endpoint_auth_methods_supported")
        basic = not methods or "client_secret_basic" in methods
        return AsyncOAuth2Client(
            self._settings.client_id,
            self._settings.client_secret,
            token_endpoint_auth_method="client_secret_basic" if basic else "client_secret_post",
            scope=SCOPE,
            redirect_uri=back,
            code_challenge_method="S256",
            timeout=PATIENCE,
        )


def _state(secret: str, wanted: str) -> str:
    """Proof that this browser began the sign-in, with the page it wanted."""
    return f"{derived(secret, 'oidc-state ' + wanted)}.{base64.urlsafe_b64encode(quote(wanted).encode()).decode()}"


def _wanted(secret: str, state: str) -> str:
    """The page in a state that this browser was given. Raises `OidcError` for any other state."""
    _, _, coded = state.partition(".")
    try:
        wanted = unquote(base64.urlsafe_b64decode(coded.encode("ascii")).decode("ascii"))
    except ValueError:
        wanted = ""
    if not hmac.compare_digest(_state(secret, wanted).encode(), state.encode()):
        raise OidcError("the answer does not belong to a sign-in that this browser began")
    return wanted
