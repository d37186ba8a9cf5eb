"""The core scenario by botocore: create, wait, read, delete. Prints one JSON object; any failure ends with a trace."""
import json
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

endpoint, key, secret, template = sys.argv[1:5]


def client(name):
    return boto3.client(name, endpoint_url=endpoint, region_name="eu-west-1", aws_access_key_id=key,
                        aws_secret_access_key=secret, config=Config(proxies={}, retries={"max_attempts": 1}))


def error(call):
    try:
        call()
    except ClientError as e:
        return [e.response["ResponseMetadata"]["HTTPStatusCode"], e.response["Error"]["Code"],
                e.response["Error"]["Message"]]
    return None


wait = {"Delay": 1, "MaxAttempts": 20}
cfn = client("cloudformation")
result = {"account": client("sts").get_caller_identity()["Account"],
          "interfaces": client("ec2").describe_network_interfaces()["NetworkInterfaces"],
          "valid": [p["ParameterKey"] for p in cfn.validate_template(TemplateBody=template)["Parameters"]]}
result["id"] = cfn.create_stack(StackName="boto", TemplateBody=template)["StackId"]
cfn.get_waiter("stack_create_complete").wait(StackName="boto", WaiterConfig=wait)
stack = cfn.describe_stacks(StackName="boto")["Stacks"][0]
result["status"] = stack["StackStatus"]
result["outputs"] = {o["OutputKey"]: o["OutputValue"] for o in stack["Outputs"]}
pages = cfn.get_paginator("describe_stack_events").paginate(StackName="boto")
result["events"] = sum(len(page["StackEvents"]) for page in pages)
result["resources"] = [r["LogicalResourceId"] for r in
                       cfn.list_stack_resources(StackName="boto")["StackResourceSummaries"]]
result["template"] = cfn.get_template(StackName="boto")["TemplateBody"] == template
result["exists"] = error(lambda: cfn.create_stack(StackName="boto", TemplateBody=template))
cfn.delete_stack(StackName="boto")
cfn.get_waiter("stack_delete_complete").wait(StackName="boto", WaiterConfig=wait)
result["gone"] = error(lambda: cfn.describe_stacks(StackName="boto"))
result["unknown"] = error(lambda: cfn.detect_stack_drift(StackName="boto"))
print(json.dumps(result))
