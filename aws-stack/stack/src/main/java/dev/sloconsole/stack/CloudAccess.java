package dev.sloconsole.stack;

import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;

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

    /** The region that the present profile names. */
    public static Optional<String> regionOfProfile() {
        var name = ProfileFileSystemSetting.AWS_PROFILE.getStringValueOrThrow();
        return ProfileFile.defaultProfileFile().profile(name).flatMap(profile -> profile.property("region"));
    }

    /** The same in another region. */
    public CloudAccess in(String otherRegion) {
        return new CloudAccess(endpoint, otherRegion, credentials);
    }

    public static CloudAccess aws(String region) {
        return new CloudAccess(Optional.empty(), region, Optional.empty());
    }

    public static CloudAccess at(URI endpoint, String region, Credentials credentials) {
        return new CloudAccess(Optional.of(endpoint), region, Optional.of(credentials));
    }
}
