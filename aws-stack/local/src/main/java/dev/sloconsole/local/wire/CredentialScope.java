package dev.sloconsole.local.wire;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where a signature counts: day, region and service.
 *
 * @param day as {@code yyyyMMdd}
 */
record CredentialScope(String day, String region, String service) {

    /** Signing names by target prefix (JSON) or version (query); a service that is not listed is not checked. */
    private static final Map<String, String> SIGNING_NAMES = Map.of(
            "2010-05-15", "cloudformation",
            "2011-06-15", "sts",
            "2016-11-15", "ec2",
            "2010-05-08", "iam",
            "AmazonEC2ContainerServiceV20141113", "ecs",
            "AmazonEC2ContainerRegistry_V20150921", "ecr",
            "Route53AutoNaming_v20170314", "servicediscovery",
            "Logs_20140328", "logs",
            "secretsmanager", "secretsmanager");

    /** Services of no region sign for the first one of the partition. */
    private static final Set<String> GLOBAL = Set.of("route53", "iam");

    private static final String GLOBAL_REGION = "us-east-1";

    static Optional<String> signingName(String prefixOrVersion) {
        return Optional.ofNullable(SIGNING_NAMES.get(prefixOrVersion));
    }

    /** Whether a client of that region may sign so. */
    boolean isOfRegion(String wanted) {
        return region.equals(wanted) || (GLOBAL.contains(service) && region.equals(GLOBAL_REGION));
    }

    @Override
    public String toString() {
        return day + "/" + region + "/" + service + "/aws4_request";
    }
}
