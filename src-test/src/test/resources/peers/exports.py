"""Reads what Netsonde exports with Python's own readers and prints what it found as JSON, one line."""
import sys

# Programs beside this one have the names of Python's own modules.
sys.path.pop(0)

import csv
import json
import xml.etree.ElementTree as tree

what, path = sys.argv[1:3]
if what == "csv":
    with open(path, encoding="utf-8", newline="") as file:
        print(json.dumps(list(csv.DictReader(file, strict=True))))
elif what == "schema":
    import jsonschema
    with open(path, encoding="utf-8") as file:
        document = json.load(file)
    with open(sys.argv[3], encoding="utf-8") as file:
        schema = json.load(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    errors = jsonschema.Draft202012Validator(schema).iter_errors(document)
    print(json.dumps([error.json_path + ": " + error.message for error in errors]))
elif what == "junit":
    suites = tree.parse(path).getroot()
    assert suites.tag == "testsuites", suites.tag
    found = []
    for suite in suites:
        cases = suite.findall("testcase")
        assert [child.tag for child in suite] == ["properties"] + ["testcase"] * len(cases)
        assert int(suite.get("tests")) == len(cases)
        assert int(suite.get("failures")) == len(suite.findall("testcase/failure"))
        assert int(suite.get("skipped")) == len(suite.findall("testcase/skipped"))
        assert float(suite.get("time")) >= 0 and suite.get("errors") == "0"
        found.append({
            "name": suite.get("name"),
            "timestamp": suite.get("timestamp"),
            "properties": {p.get("name"): p.get("value") for p in suite.findall("properties/property")},
            "cases": [{
                "class": case.get("classname"),
                "name": case.get("name"),
                "result": next((c.tag for c in case if c.tag in ("failure", "skipped")), "passed"),
                "err": case.findtext("system-err", ""),
            } for case in cases],
        })
    print(json.dumps(found))
