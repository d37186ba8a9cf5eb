package dev.sloconsole.local.ec2;

import java.util.List;
import java.util.Optional;

/**
 * A task's place in the network.
 *
 * @param id such as {@code eni-0123456789abcdef0}
 * @param privateAddress from its subnet
 * @param publicAddress empty if the service assigns none
 * @param groupIds its security groups
 */
public record NetworkInterface(
        String id,
        String privateAddress,
        Optional<String> publicAddress,
        String subnetId,
        List<String> groupIds,
        String description) {
    public NetworkInterface {
        groupIds = List.copyOf(groupIds);
    }
}
