package dev.sloconsole.local.ecs;

import java.util.List;
import java.util.Optional;

/** The elastic network interface of one task, with the addresses that nobody else has meanwhile. */
public record TaskInterface(
        String id,
        String taskArn,
        String attachmentId,
        SubnetRange subnet,
        List<String> securityGroups,
        String privateAddress,
        Optional<String> publicAddress,
        String macAddress) {

    public TaskInterface {
        securityGroups = List.copyOf(securityGroups);
    }

    public String subnetId() {
        return subnet.id();
    }

    /** As EC2 names it inside the VPC. */
    public String privateDnsName() {
        return "ip-" + privateAddress.replace('.', '-') + ".ec2.internal";
    }
}
