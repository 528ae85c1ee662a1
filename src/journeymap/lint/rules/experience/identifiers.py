"""What gives a person away in a text: addresses, telephone, personal, card and account numbers, by their checksums.

Reserved names and numbers that are nobody's are passed over, so are addresses of a function such as info@. No rule
stands here.
"""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

QUICK = re.compile(
    r"[@\d](?:(?<=@)"
    r"|(?<=\d)(?<!\d\d)(?!\d{3}-\d\d-\d\d(?![\d\s.()/+-]*\d))[\d\s.()/+-]{6,}\d"  # a lone date is none
    r"|(?<=[A-Z]{2}\d)\d ?[A-Z0-9]{4})"
)
"""Finds something in every text that may hold one, and in the source of a document with such a text; quick."""

CONTACT = frozenset({"an e-mail address", "a telephone number"})
"""The kinds by which somebody is reached."""

_LINK = re.compile(r"(?<!\w)\w{1,20}://\S+")
_DATE = re.compile(r"(?<![\d./-])(?:\d{4}([./-])\d{1,2}\1\d{1,2}|\d{1,2}([./-])\d{1,2}\2(?:\d{4}|\d{2}))(?![./-]?\d)")
_EMAIL = re.compile(r"(?<![\w.+-])([\w.+-]+)@((?:[\w-]+\.)+[^\W\d_]{2,})")
_IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d\d(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?!\w)")
_CARD = re.compile(r"(?<![\w-])(?:\d[ -]?){13,18}\d(?![\w-])")
_CARD_ISSUERS = re.compile(r"4\d{15}|5[1-5]\d{14}|2[2-7]\d{14}|3[47]\d{13}|3[0689]\d{12}|6(?:011|5\d\d)\d{12}")
_PERSONNUMMER = re.compile(r"(?<![\w-])(?:(?:19|20)?(\d{6})[-+]|(?:19|20)(\d{6}))(\d{4})(?![\w-])")
_PHONE = re.compile(
    r"(?<![\w+/.#-])(?<!\d )(?:"
    r"(?:\+|00)[1-9](?:[ ()./-]{0,2}\d){8,14}"  # with the code of the country, E.164: 15 digits at most
    r"|\(?0\d{1,4}(?:\) ?|[ /-])\d{2,8}(?:[ -]\d{2,4}){0,4}"  # from within a country, grouped: 070-123 45 67
    r"|0[1-9](?:\.\d\d){4}"  # 06.12.34.56.78
    r"|\(?[2-9]\d\d(?:\) ?|[ .-])[2-9]\d\d[ .-]\d{4}"  # North America: (415) 555-2671
    r")(?![ ./-]?\d)(?!\w)"
)
_NATIONAL_DIGITS = range(9, 12)
_NOBODYS_PHONE = re.compile(r"555\D?01\d\d\Z|\A\D*(?:\+|00)?(?:0?800|1\D?8(?:00|33|44|55|66|77|88)\D)")
"""Numbers kept for fiction (North America, 555-0100 to 555-0199), and those that are free to call."""
_MONEY = re.compile(r"\s?(?:[€$£%]|(?:EUR|USD|GBP|SEK|NOK|DKK|CHF|PLN|kr|Kr|euros?|Euro)\b)")

_NOBODYS_DOMAIN = re.compile(r"(?:\A|\.)(?:example\.(?:com|org|net|edu)|example|invalid|localhost|test)\Z")
"""Domains that nobody can have (RFC 2606, RFC 6761)."""
_FUNCTION = re.compile(
    "abuse|accounts|admin(?:istration)?|aide|ayuda|beratung|bestellung|billing|buchung|book(?:ing|ings)|bokning"
    "|careers|complaints|contact(?:o|-us)?|customer-?(?:care|service)|datenschutz|do-?not-?reply|donations?|dpo"
    "|empfang|enquiries|faktura|feedback|hej|hello|help(?:desk)?|hilfe|hj[aä]lp|hola|infos?|information|invoices?"
    "|it|jobs|kontakt|kunden(?:dienst|service)|kund(?:service|tjanst)|legal|mail|marketing|no-?reply|office|orders?"
    "|post|presse?|privacy|reception|registrator|reservations?|returns|sales|security|service(?:client|desk)?|shop"
    "|soporte|support|team|ventas|webmaster",
    re.IGNORECASE,
)
"""Addresses of a function, by what stands before the @: whoever reads them is no secret."""


def kinds(text: str) -> Iterator[str]:
    """The kinds of personal data in a text, each once: "an e-mail address", "a telephone number"."""
    text = _LINK.sub(" ", text)
    if any(_is_persons_address(match) for match in _EMAIL.finditer(text)):
        yield "an e-mail address"
    rest = _EMAIL.sub(" ", text)
    if any(_is_iban(match[0]) for match in _IBAN.finditer(rest)):
        yield "a bank account"
    rest = _IBAN.sub(" ", rest)
    if any(_is_card(match[0]) for match in _CARD.finditer(rest)):
        yield "a card number"
    rest = _CARD.sub(lambda match: " " if _is_card(match[0]) else match[0], rest)
    if any(_is_personnummer(match) for match in _PERSONNUMMER.finditer(rest)):
        yield "a personal number"
    rest = _DATE.sub("; ", _PERSONNUMMER.sub("; ", rest))
    if any(_is_phone(match) for match in _PHONE.finditer(rest)):
        yield "a telephone number"


def _is_persons_address(match: re.Match[str]) -> bool:
    return not _FUNCTION.fullmatch(match[1]) and not _NOBODYS_DOMAIN.search(match[2].casefold())


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _is_luhn(digits: str) -> bool:
    """Whether the last digit is the check digit of the others (ISO/IEC 7812-1, annex B)."""
    doubled = (int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits)))
    return sum(number - 9 if number > 9 else number for number in doubled) % 10 == 0  # noqa: PLR2004  # a digit


def _is_iban(text: str) -> bool:
    """Whether the number is 1 modulo 97 with its letters as 10 to 35 and the first four characters last (ISO 13616)."""
    plain = text.replace(" ", "")
    return int("".join(str(int(sign, 36)) for sign in plain[4:] + plain[:4])) % 97 == 1


def _is_card(text: str) -> bool:
    digits = _digits(text)
    return _CARD_ISSUERS.fullmatch(digits) is not None and len(set(digits)) > 1 and _is_luhn(digits)


def _is_personnummer(match: re.Match[str]) -> bool:
    """Whether it is a Swedish personal or coordination number: a day (60 added for the latter), and a check digit."""
    born = match[1] or match[2]
    day = int(born[4:]) % 60
    try:
        datetime.date(2000, int(born[2:4]), day)
    except ValueError:
        return False
    return _is_luhn(born + match[3])


def _is_phone(match: re.Match[str]) -> bool:
    text, digits = match[0], _digits(match[0])
    if _NOBODYS_PHONE.search(text) or _MONEY.match(match.string, match.end()) or "000000" in digits:
        return False
    return text.startswith(("+", "00")) or digits[0] != "0" or len(digits) in _NATIONAL_DIGITS
