package dev.sloconsole.local.route53;

import dev.sloconsole.local.dns.Zones.Zone;
import java.util.Optional;

/**
 * A private hosted zone.
 *
 * @param id such as {@code Z08A…}, without {@code /hostedzone/}
 * @param zone what is in it
 * @param vpcId the one VPC that may ask it
 * @param region of the VPC
 * @param owner the ARN of the Cloud Map namespace that the zone belongs to
 */
public record HostedZone(String id, Zone zone, Optional<String> comment, String vpcId, String region, String owner) {

    /** As Route 53 writes it, with a dot at the end. */
    String name() {
        return zone.name() + ".";
    }

    String resourceId() {
        return "/hostedzone/" + id;
    }

    String namespaceId() {
        return owner.substring(owner.lastIndexOf('/') + 1);
    }
}
