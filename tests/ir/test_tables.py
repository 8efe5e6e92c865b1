"""The tables agree with each other."""

import re
from ir_tool import TOP


def rows(path, macro):
    text = re.sub(r"/\*.*?\*/", "", (TOP / path).read_text(), flags=re.S)
    return re.findall(r"^%s\((.*)\)$" % macro, text, flags=re.M)


def test_each_helper_has_a_signature_in_the_executor():
    letters = {"HL_VOID": "v", "HL_I64": "i", "HL_F64": "f", "HL_B1": "b", "HL_OBJ": "o", "HL_PTR": "p"}
    known = {tuple(re.findall(r'"([^"]*)"', row)[:2]) for row in rows("jit/executor/signatures.def", "HL_SIGNATURE")}
    for row in rows("runtime/helpers.def", "HL_HELPER"):
        name, _, result, operands = [field.strip() for field in row.split(",")[:4]]
        assert (letters[result], operands.strip('"')) in known, name
