package dev.sloconsole.local.cfn;

import dev.sloconsole.local.ec2.Network;
import dev.sloconsole.local.ground.Account;
import java.util.Set;

/** Whether the account has what a parameter of a type like {@code AWS::EC2::VPC::Id} names. */
final class Lookups {

    /** What there can be none of in the local cloud, whose tasks are processes. */
    private static final Set<String> NONE = Set.of(
            "AWS::EC2::Image::Id", "AWS::EC2::Instance::Id", "AWS::EC2::KeyPair::KeyName", "AWS::EC2::Volume::Id");

    private final Account account;
    private final Network network;

    Lookups(Account account, Network network) {
        this.account = account;
        this.network = network;
    }

    /** True for all values of types that AWS does not look up. */
    boolean has(String type, String value) {
        return switch (type) {
            case "AWS::EC2::VPC::Id" ->
                network.vpcs().stream().anyMatch(vpc -> vpc.id().equals(value));
            case "AWS::EC2::Subnet::Id" -> network.subnet(value).isPresent();
            case "AWS::EC2::SecurityGroup::Id" ->
                network.securityGroups().find(value).isPresent();
            case "AWS::EC2::SecurityGroup::GroupName" ->
                network.securityGroups().all().stream()
                        .anyMatch(group -> group.name().equals(value));
            case "AWS::EC2::AvailabilityZone::Name" -> value.matches(account.region() + "[abc]");
            default -> !NONE.contains(type);
        };
    }
}
