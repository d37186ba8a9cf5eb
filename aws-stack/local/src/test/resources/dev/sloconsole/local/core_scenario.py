"""The core scenario by botocore, step by step as in CoreScenario.java. Prints one JSON object of facts."""
import json
import re
import socket
import struct
import sys
import time
import urllib.request

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

endpoint, key, secret, region, dns_port, router, template_file, parameters_file, broken_image = sys.argv[1:10]
template = open(template_file, encoding="utf-8").read()
parameters = json.load(open(parameters_file, encoding="utf-8"))
facts = {}


def client(name, **more):
    return boto3.client(name, endpoint_url=endpoint, region_name=region, aws_access_key_id=key,
                        aws_secret_access_key=secret,
                        config=Config(proxies={}, inject_host_prefix=False, retries={"max_attempts": 1}, **more))


cfn, ecs, logs, cloud_map = client("cloudformation"), client("ecs"), client("logs"), client("servicediscovery")
route53, ec2, ecr, sts = client("route53"), client("ec2"), client("ecr"), client("sts")
STACK, SERVICE, NAME = "demo", "sre-app-service", "sre-app-service.sre.local"


def until(condition, seconds=60):
    end = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise SystemExit("waited in vain at line %d; facts: %s" % (sys._getframe(1).f_lineno, json.dumps(facts)))
        time.sleep(0.1)


def error(call, **arguments):
    try:
        call(**arguments)
    except ClientError as e:
        return e.response["Error"]["Code"] + ": " + e.response["Error"]["Message"]
    return "none"


def resolve(name):
    question = b"".join(struct.pack("B", len(label)) + label.encode() for label in name.split(".")) + b"\0\0\1\0\1"
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
        s.settimeout(5)
        s.sendto(struct.pack(">6H", 7, 0, 1, 0, 0, 0) + question, ("127.0.0.1", int(dns_port)))
        answer = s.recv(4096)
    at, found = 12 + len(question), []
    for _ in range(struct.unpack(">H", answer[6:8])[0]):
        at += 2 if answer[at] >= 0xC0 else answer.index(b"\0", at) + 1 - at
        length = struct.unpack(">H", answer[at + 8:at + 10])[0]
        found.append(socket.inet_ntoa(answer[at + 10:at + 14]))
        at += 10 + length
    return sorted(found)


def get(url):
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({"http": router}))
    try:
        return opener.open(url, timeout=5).read().decode()
    except OSError:
        return ""


def given(**changed):
    return [{"ParameterKey": k, "ParameterValue": v} for k, v in {**parameters, **changed}.items()]


def stack():
    return cfn.describe_stacks(StackName=STACK)["Stacks"][0]


def settled(status):
    until(lambda: not stack()["StackStatus"].endswith("_IN_PROGRESS"))
    if stack()["StackStatus"] != status:
        raise SystemExit("not %s: %s" % (status, cfn.describe_stack_events(StackName=STACK)["StackEvents"]))
    return status


def story():
    pages = cfn.get_paginator("describe_stack_events").paginate(StackName=STACK)
    return [e for page in pages for e in page["StackEvents"]]


def tasks(status="RUNNING"):
    arns = ecs.list_tasks(cluster=STACK, serviceName=SERVICE, desiredStatus=status)["taskArns"]
    return ecs.describe_tasks(cluster=STACK, tasks=arns)["tasks"] if arns else []


def service():
    return ecs.describe_services(cluster=STACK, services=[SERVICE])["services"][0]


def address(task):
    return next((i["privateIpv4Address"] for i in task["containers"][0]["networkInterfaces"]), "")


def addresses():
    return sorted(address(t) for t in tasks())


def greeting(host):
    return until(lambda: get("http://" + host + ":5000/")).split(" ")[2]


def greetings():
    return [greeting(a) for a in addresses()]


def short(arn):
    return arn.split("/")[-1]


# ---- create
facts["account"] = sts.get_caller_identity()["Account"]
facts["repositories"] = len(ecr.describe_repositories()["repositories"])
facts["validated"] = len(cfn.validate_template(TemplateBody=template)["Parameters"])
cfn.create_stack(StackName=STACK, TemplateBody=template, Parameters=given(), Capabilities=["CAPABILITY_IAM"])
facts["exists"] = error(cfn.create_stack, StackName=STACK, TemplateBody=template, Parameters=given(),
                        Capabilities=["CAPABILITY_IAM"])
facts["created"] = settled("CREATE_COMPLETE")
facts["firstEvent"] = story()[-1]["LogicalResourceId"] + " " + story()[-1]["ResourceStatus"]
facts["lastEvent"] = story()[0]["LogicalResourceId"] + " " + story()[0]["ResourceStatus"]
outputs = {o["OutputKey"]: o["OutputValue"] for o in stack()["Outputs"]}
facts["outputs"] = sorted(outputs)
facts["password"] = [p["ParameterValue"] for p in stack()["Parameters"] if p["ParameterKey"].endswith("Password")]
facts["resources"] = sorted({r["ResourceStatus"] for r in cfn.describe_stack_resources(
    StackName=STACK)["StackResources"]})
facts["summary"] = len(cfn.get_template_summary(StackName=STACK)["ResourceTypes"]) > 10
facts["template"] = cfn.get_template(StackName=STACK)["TemplateBody"] == template

# ---- one task, seen from everywhere
first = tasks()[0]
facts["task"] = [first["lastStatus"], first["healthStatus"], short(first["taskDefinitionArn"])]
zone = cloud_map.get_namespace(Id=outputs["NamespaceId"])["Namespace"]["Properties"]["DnsProperties"]["HostedZoneId"]
facts["instances"] = [i["Attributes"]["AWS_INSTANCE_IPV4"] == address(first) for i in
                      cloud_map.list_instances(ServiceId=outputs["AppDiscoveryId"])["Instances"]]
facts["discovered"] = [[i["Attributes"]["AWS_INSTANCE_IPV4"] == address(first), i["HealthStatus"]] for i in
                       cloud_map.discover_instances(NamespaceName="sre.local", ServiceName=SERVICE)["Instances"]]
facts["records"] = [[r["TTL"], r["ResourceRecords"] == [{"Value": address(first)}]] for r in
                    route53.list_resource_record_sets(HostedZoneId=zone)["ResourceRecordSets"]
                    if r["Name"] == NAME + "." and r["Type"] == "A"]
facts["resolved"] = resolve(NAME) == [address(first)]
facts["greeting"] = greeting(NAME)
facts["interfaces"] = address(first) in [i["PrivateIpAddress"] for i in
                                         ec2.describe_network_interfaces()["NetworkInterfaces"]]
group, stream = outputs["AppLogGroupName"], "app/app/" + short(first["taskArn"])
facts["log"] = [e["message"].split(",")[0] for e in until(lambda: logs.get_log_events(
    logGroupName=group, logStreamName=stream, startFromHead=True)["events"])]
facts["filtered"] = [e["logStreamName"] == stream for e in logs.filter_log_events(
    logGroupName=group, filterPattern="listening")["events"]]

# ---- a stopped task is replaced, a task is run
stopped = ecs.stop_task(cluster=STACK, task=first["taskArn"], reason="lesson")["task"]
facts["stopping"] = [stopped["desiredStatus"], stopped["stopCode"], stopped["stoppedReason"]]
until(lambda: addresses() and addresses() != [address(first)] and all(
    t["healthStatus"] == "HEALTHY" for t in tasks()))
facts["replaced"] = until(lambda: resolve(NAME) == addresses() and address(first) not in addresses())
until(lambda: [t["lastStatus"] for t in tasks("STOPPED")] == ["STOPPED"])
facts["exitCode"] = tasks("STOPPED")[0]["containers"][0]["exitCode"]
facts["events"] = sorted({re.sub("[0-9a-f]{32}", "TASK", e["message"]) for e in service()["events"]
                          if "deployment" not in e["message"]})
network = service()["networkConfiguration"]
run = ecs.run_task(cluster=STACK, taskDefinition=service()["taskDefinition"], launchType="FARGATE", startedBy="me",
                   networkConfiguration=network, overrides={"containerOverrides": [
                       {"name": "app", "environment": [{"name": "GREETING", "value": "by-hand"}]}]})["tasks"][0]


def ran():
    return ecs.describe_tasks(cluster=STACK, tasks=[run["taskArn"]])["tasks"][0]


until(lambda: ran()["lastStatus"] == "RUNNING")
facts["run"] = [run["group"], run["startedBy"], greeting(address(ran()))]
ecs.stop_task(cluster=STACK, task=run["taskArn"])
until(lambda: ran()["lastStatus"] == "STOPPED")

# ---- updates
cfn.update_stack(StackName=STACK, UsePreviousTemplate=True, Parameters=given(), Capabilities=["CAPABILITY_IAM"],
                 Tags=[{"Key": "class", "Value": "3b"}])
facts["tagged"] = settled("UPDATE_COMPLETE")
discovery = cloud_map.get_service(Id=outputs["AppDiscoveryId"])["Service"]["Arn"]
facts["tags"] = [
    [t["value"] for t in ecs.list_tags_for_resource(resourceArn=service()["serviceArn"])["tags"]
     if t["key"] == "class"],
    [t["Value"] for t in cloud_map.list_tags_for_resource(ResourceARN=discovery)["Tags"] if t["Key"] == "class"]]
before = service()["taskDefinition"]
facts["nothing"] = error(cfn.update_stack, StackName=STACK, UsePreviousTemplate=True, Parameters=given(),
                         Capabilities=["CAPABILITY_IAM"])
cfn.update_stack(StackName=STACK, UsePreviousTemplate=True, Parameters=given(Greeting="two", AppDesiredCount="2"),
                 Capabilities=["CAPABILITY_IAM"])
facts["updated"] = settled("UPDATE_COMPLETE")
facts["definitions"] = [short(service()["taskDefinition"]),
                        ecs.describe_task_definition(taskDefinition=before)["taskDefinition"]["status"]]
facts["deployments"] = [[d["status"], d["rolloutState"], d["runningCount"]] for d in service()["deployments"]]
facts["both"] = until(lambda: resolve(NAME) == addresses() and len(addresses()) == 2)
facts["greetings"] = greetings()
cfn.create_change_set(StackName=STACK, ChangeSetName="three", UsePreviousTemplate=True,
                      Parameters=given(Greeting="three"), Capabilities=["CAPABILITY_IAM"])
until(lambda: cfn.describe_change_set(StackName=STACK, ChangeSetName="three")["Status"] == "CREATE_COMPLETE")
facts["changes"] = sorted([c["ResourceChange"]["Action"], c["ResourceChange"]["LogicalResourceId"],
                           c["ResourceChange"]["Replacement"]] for c in cfn.describe_change_set(
    StackName=STACK, ChangeSetName="three")["Changes"])
cfn.execute_change_set(StackName=STACK, ChangeSetName="three")
facts["executed"] = settled("UPDATE_COMPLETE")
facts["scaled"] = greetings()

# ---- an update that fails
before = service()["taskDefinition"]
cfn.update_stack(StackName=STACK, UsePreviousTemplate=True, Capabilities=["CAPABILITY_IAM"],
                 Parameters=given(Greeting="four", AppImage=broken_image))
facts["rolledBack"] = settled("UPDATE_ROLLBACK_COMPLETE")
facts["reason"] = [re.sub("RequestToken: [0-9a-f-]{36}", "RequestToken: TOKEN", e["ResourceStatusReason"])
                   for e in story() if e["ResourceStatus"] == "UPDATE_FAILED"
                   and e["LogicalResourceId"] == "AppService"]
facts["serving"] = [service()["taskDefinition"] == before] + greetings()

# ---- delete
cfn.delete_stack(StackName=STACK)
stack_id = cfn.list_stacks()["StackSummaries"][0]["StackId"]
until(lambda: cfn.describe_stacks(StackName=stack_id)["Stacks"][0]["StackStatus"] == "DELETE_COMPLETE")
facts["gone"] = error(cfn.describe_stacks, StackName=STACK)
facts["left"] = [len(things) for things in (
    ecs.list_clusters()["clusterArns"], ecs.list_task_definitions()["taskDefinitionArns"],
    cloud_map.list_namespaces()["Namespaces"], cloud_map.list_services()["Services"],
    route53.list_hosted_zones()["HostedZones"], logs.describe_log_groups()["logGroups"],
    ec2.describe_network_interfaces()["NetworkInterfaces"], ec2.describe_vpcs()["Vpcs"],
    ec2.describe_subnets()["Subnets"], ec2.describe_security_groups()["SecurityGroups"],
    cfn.list_exports()["Exports"], resolve(NAME))]
facts["unknown"] = error(cfn.detect_stack_drift, StackName=STACK).split(":")[0]
print(json.dumps(facts))
