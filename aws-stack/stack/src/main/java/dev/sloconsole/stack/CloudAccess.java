package dev.sloconsole.stack;

import java.net.URI;
import java.util.Optional;

/**
 * Where the cloud is and who we are there. {@link #aws} leaves endpoint and credentials to the SDK's own chains;
 * {@link #at} names an endpoint, and with it switches off what would divert a loopback call: proxies from the
 * environment and host prefixes.
 *
 * @param endpoint the one address of every service, or empty for AWS's own
 * @param region such as {@code eu-west-1}
 */
public record CloudAccess(Optional<URI> endpoint, String region, Optional<Credentials> credentials) {

    /** An access key; the secret never appears in {@link #toString}. */
    public record Credentials(String accessKeyId, String secretAccessKey) {
        @Override
        public String toString() {
            return "Credentials[" + accessKeyId + ", ****]";
        }
    }

    public static CloudAccess aws(String region) {
        return new CloudAccess(Optional.empty(), region, Optional.empty());
    }

    public static CloudAccess at(URI endpoint, String region, Credentials credentials) {
        return new CloudAccess(Optional.of(endpoint), region, Optional.of(credentials));
    }
}
