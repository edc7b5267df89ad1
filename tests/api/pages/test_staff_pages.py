"""Staff come in by invitation, and their session is theirs alone."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from tests.api.hospital import OWN_PERSONA, Hospital, hospital
from twin.staff.member import Role

PASSWORD = "blue notebook on monday"


@pytest.fixture
async def opened(tmp_path: Path) -> AsyncIterator[Hospital]:
    """Give an open hospital."""
    async with hospital(tmp_path) as one:
        yield one


async def accepted(opened: Hospital, client: httpx.AsyncClient, login: str = "lin") -> httpx.Response:
    """Come through an invitation."""
    offered = await opened.house.staff.invite("Dr. Lin", Role.PHYSICIAN, [OWN_PERSONA])
    address = f"/staff/invitation/{offered.token}"
    assert "Dr. Lin" in (await client.get(address)).text
    return await client.post(address, data={"login": login, "password": PASSWORD, "again": PASSWORD})


async def test_an_invitation_leads_to_the_account_and_works_once(opened: Hospital) -> None:
    async with opened.browser() as client:
        made = await accepted(opened, client)
        account = await client.get("/staff/account")
        again = await client.post(
            made.request.url.path, data={"login": "x1y", "password": PASSWORD, "again": PASSWORD}
        )

    assert made.status_code == 303 and made.headers["location"] == "/staff/account"
    assert "Physician" in account.text and "Cardiology" in account.text
    assert again.status_code == 404


async def test_the_session_s_cookie_is_not_for_scripts_nor_for_other_sites(opened: Hospital) -> None:
    async with opened.browser() as client:
        cookie = (await accepted(opened, client)).headers["set-cookie"].lower()

    assert "httponly" in cookie and "samesite=lax" in cookie and "path=/" in cookie
    assert "secure" not in cookie  # this service is reached without TLS


async def test_over_tls_the_cookie_travels_over_tls_only(opened: Hospital) -> None:
    transport = httpx.ASGITransport(app=opened.app)
    async with httpx.AsyncClient(transport=transport, base_url="https://twin.test") as client:
        cookie = (await accepted(opened, client)).headers["set-cookie"].lower()

    assert "secure" in cookie


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"login": "lin", "password": "short", "again": "short"}, "12 to 200 characters"),
        ({"login": "lin", "password": PASSWORD, "again": PASSWORD + "."}, "not the same"),
        ({"login": "l i n", "password": PASSWORD, "again": PASSWORD}, "sign-in name has"),
    ],
)
async def test_what_cannot_be_taken_comes_back_with_its_reason(
    opened: Hospital, form: dict[str, str], said: str
) -> None:
    offered = await opened.house.staff.invite("Dr. Lin", Role.PHYSICIAN, [OWN_PERSONA])

    async with opened.browser() as client:
        answer = await client.post(f"/staff/invitation/{offered.token}", data=form)

    assert answer.status_code == 422 and said in answer.text and "short" not in form["login"]


async def test_a_wrong_password_and_an_unknown_name_look_the_same(opened: Hospital) -> None:
    async with opened.browser() as client:
        await accepted(opened, client)
    async with opened.browser() as client:
        wrong = await client.post("/staff/sign-in", data={"login": "lin", "password": "no"})
        unknown = await client.post("/staff/sign-in", data={"login": "nil", "password": "no"})

    assert wrong.status_code == unknown.status_code == 401
    assert wrong.text.replace("lin", "nil") == unknown.text.replace("lin", "nil")


async def test_who_fails_too_often_is_told_to_wait(opened: Hospital) -> None:
    async with opened.browser() as client:
        for _ in range(opened.house.settings.staff.failures_allowed):
            await client.post("/staff/sign-in", data={"login": "nobody", "password": "no"})
        answer = await client.post("/staff/sign-in", data={"login": "nobody", "password": "no"})

    assert answer.status_code == 429 and "15 min" in answer.text


@pytest.mark.parametrize(
    ("wanted", "led"),
    [
        ("/staff/reins", "/staff/reins"),
        ("/desk", "/desk"),
        ("https://elsewhere.example", "/staff/account"),
        ("//elsewhere.example", "/staff/account"),
        ("/staff//elsewhere.example", "/staff/account"),
        ("/staffing", "/staff/account"),
        ("/staff/../d/cardiology", "/staff/account"),
        ("", "/staff/account"),
    ],
)
async def test_signing_in_leads_back_to_our_own_pages_only(opened: Hospital, wanted: str, led: str) -> None:
    async with opened.browser() as client:
        await accepted(opened, client)
    async with opened.browser() as client:
        answer = await client.post(
            "/staff/sign-in", data={"login": "lin", "password": PASSWORD, "next": wanted}
        )

    assert answer.status_code == 303 and answer.headers["location"] == led


async def test_who_is_not_signed_in_is_led_to_the_sign_in_and_back(opened: Hospital) -> None:
    async with opened.browser() as client:
        answer = await client.get("/staff/reins/cardiology")

    assert answer.headers["location"] == "/staff/sign-in?next=%2Fstaff%2Freins%2Fcardiology"


async def test_signing_out_ends_the_session_also_for_a_copied_cookie(opened: Hospital) -> None:
    async with opened.browser(Role.PHYSICIAN) as client:
        copied = dict(client.cookies)
        out = await client.post("/staff/sign-out")
        assert out.status_code == 303
        client.cookies.update(copied)
        answer = await client.get("/staff/account")

    assert answer.status_code == 303


async def test_a_new_password_is_asked_for_with_the_old_one(opened: Hospital) -> None:
    new = "green notebook on tuesday"
    async with opened.browser() as client:
        await accepted(opened, client)
        token = (await client.get("/api/staff/me")).json()["form_token"]
        form = {"form_token": token, "old": "wrong", "password": new, "again": new}
        wrong = await client.post("/staff/password", data=form)
        different = await client.post("/staff/password", data=form | {"old": PASSWORD, "again": "x"})
        easy = await client.post(
            "/staff/password", data=form | {"old": PASSWORD, "password": "a", "again": "a"}
        )
        changed = await client.post("/staff/password", data=form | {"old": PASSWORD})
        account = await client.get(changed.headers["location"])

    assert "does not fit" in wrong.text and "not the same" in different.text and easy.status_code == 422
    assert changed.status_code == 303 and "The password is changed" in account.text


async def test_the_pages_for_staff_are_kept_by_no_store(opened: Hospital) -> None:
    async with opened.browser(Role.ADMIN) as client:
        answers = [await client.get(path) for path in ("/staff/account", "/staff/reins", "/staff/sign-in")]

    assert all(answer.headers["cache-control"] == "no-store" for answer in answers)
