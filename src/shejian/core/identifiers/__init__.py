"""Codes and numbers that carry their own check: what is wrong with them, what they say, how they are masked."""

from shejian.core.identifiers.credit_code import (
    check_credit_code,
    credit_code_check_character,
    division_of,
    organization_code_check_character,
    organization_code_doubt,
    organization_code_of,
    organization_type_of,
    registration_department_of,
)
from shejian.core.identifiers.divisions import division_name, is_known_division
from shejian.core.identifiers.faults import FaultCode, IdentifierFault, fold_identifier
from shejian.core.identifiers.identity_number import (
    birth_date_of,
    check_identity_number,
    identity_number_check_character,
    sex_of,
)
from shejian.core.identifiers.masking import is_masked, mask_identity_number, mask_name, mask_phone, matches_mask
from shejian.core.identifiers.phone import phone_doubt

__all__ = [
    "FaultCode",
    "IdentifierFault",
    "birth_date_of",
    "check_credit_code",
    "check_identity_number",
    "credit_code_check_character",
    "division_name",
    "division_of",
    "fold_identifier",
    "identity_number_check_character",
    "is_known_division",
    "is_masked",
    "mask_identity_number",
    "mask_name",
    "mask_phone",
    "matches_mask",
    "organization_code_check_character",
    "organization_code_doubt",
    "organization_code_of",
    "organization_type_of",
    "phone_doubt",
    "registration_department_of",
    "sex_of",
]
