package dev.sloconsole.local.ec2;

import dev.sloconsole.local.ec2.SecurityGroupRule.Direction;
import dev.sloconsole.local.ground.Account;
import dev.sloconsole.local.wire.AwsError;
import dev.sloconsole.local.wire.AwsService.Operation;
import dev.sloconsole.local.wire.AwsService.QueryService;
import dev.sloconsole.local.wire.QueryForm;
import java.util.HashMap;
import java.util.Map;

/** EC2 on the wire: what there is in the network, and the rules of its security groups. */
public final class Ec2 {

    private final Map<String, Operation<Map<String, String>, String>> operations = new HashMap<>();

    public Ec2(Account account, Network network, NetworkInterfaces interfaces) {
        var listings = new Listings(account, network, interfaces);
        var groups = new SecurityGroupCalls(account, network);
        describes("DescribeAvailabilityZones", Zones.zones(account));
        describes("DescribeInternetGateways", listings.internetGateways());
        describes("DescribeNetworkInterfaces", listings.networkInterfaces());
        describes("DescribeRegions", Zones.regions(account));
        describes("DescribeRouteTables", listings.routeTables());
        describes("DescribeSecurityGroupRules", groups.ruleListing());
        describes("DescribeSecurityGroups", groups.listing());
        describes("DescribeSubnets", listings.subnets());
        describes("DescribeVpcs", listings.vpcs());
        changes("CreateSecurityGroup", (action, form) -> groups.create(form));
        changes("DeleteSecurityGroup", (action, form) -> groups.delete(form));
        changes("AuthorizeSecurityGroupIngress", (action, form) -> groups.authorize(Direction.INGRESS, action, form));
        changes("AuthorizeSecurityGroupEgress", (action, form) -> groups.authorize(Direction.EGRESS, action, form));
        changes("RevokeSecurityGroupIngress", (action, form) -> groups.revoke(Direction.INGRESS, action, form));
        changes("RevokeSecurityGroupEgress", (action, form) -> groups.revoke(Direction.EGRESS, action, form));
    }

    public QueryService service() {
        return new QueryService("2016-11-15", Map.copyOf(operations));
    }

    /** Something that answers an action. */
    @FunctionalInterface
    private interface Call {
        String answer(String action, QueryForm form);
    }

    private void describes(String action, Listing<?> listing) {
        changes(action, listing::answer);
    }

    private void changes(String action, Call call) {
        operations.put(action, fields -> {
            var form = new QueryForm(fields);
            if (form.flag("DryRun")) {
                throw new AwsError(412, "DryRunOperation", "Request would have succeeded, but DryRun flag is set.");
            }
            return call.answer(action, form);
        });
    }
}
