"""An endpoint of moto's on a port of loopback, with what the lesson's template needs and moto lacks.

Moto makes nothing of four resource types, and leaves a route table behind, which then holds its VPC. It also takes a rule
that is AWS::NoValue for one, so a deployment to it names four ranges.

Usage: moto_endpoint.py PORT
"""

import logging
import sys
import uuid

from moto.cloudformation import parsing
from moto.core.common_models import CloudFormationModel
from moto.ec2.models.route_tables import RouteTable
from moto.server import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import run_simple

LACKING = {
    "AWS::Scheduler::Schedule": {},
    "AWS::SecretsManager::Secret": {},
    "AWS::ServiceDiscovery::PrivateDnsNamespace": {"Id": "ns-1"},
    "AWS::ServiceDiscovery::Service": {"Id": "srv-1", "Arn": "arn:aws:servicediscovery:eu-west-1:123456789012:service/srv-1"},
}


def model(type_name, attributes):
    """A type that is only noted: it has an id, and the attributes that the template asks for."""

    class Noted(CloudFormationModel):
        # moto files every model under the part of moto that it comes from.
        __module__ = "moto.cloudformation.models"

        def __init__(self, name):
            self.physical_resource_id = f"{name}-{uuid.uuid4().hex[:8]}"
            self.type = type_name

        @staticmethod
        def cloudformation_name_type():
            return ""

        @staticmethod
        def cloudformation_type():
            return type_name

        @classmethod
        def has_cfn_attr(cls, attr):
            return attr in attributes

        def get_cfn_attribute(self, attribute_name):
            return attributes[attribute_name]

        @classmethod
        def create_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
            return cls(resource_name)

        @classmethod
        def update_from_cloudformation_json(cls, original_resource, new_resource_name, cloudformation_json, account_id, region_name):
            return original_resource

        @classmethod
        def delete_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name):
            pass

    return Noted


known = parsing.get_model_map()
for name, attributes in LACKING.items():
    if name in known:
        sys.exit(f"moto has {name} by now: take it out of this list")
    known[name] = model(name, attributes)

RouteTable.delete = lambda self, account_id, region_name: self.ec2_backend.delete_route_table(self.id)

logging.getLogger("werkzeug").setLevel(logging.ERROR)
run_simple("127.0.0.1", int(sys.argv[1]), DomainDispatcherApplication(create_backend_app), threaded=True)
