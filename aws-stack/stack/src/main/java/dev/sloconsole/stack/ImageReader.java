package dev.sloconsole.stack;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageNotFoundException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;

/**
 * Reads images from ECR: of each repository the one with a tag ({@code name:tag}) or a digest ({@code name@sha256:…}),
 * or else the newest. A repository that is not there holds none.
 */
final class ImageReader {

    private final CloudClients clients;
    private final List<String> repositories;

    ImageReader(CloudClients clients, List<String> repositories) {
        this.clients = clients;
        this.repositories = List.copyOf(repositories);
    }

    /** Digests by repository. */
    SortedMap<String, String> read() {
        var found = new TreeMap<String, String>();
        for (var wanted : repositories) {
            image(wanted).ifPresent(image -> found.put(name(wanted), image.imageDigest()));
        }
        return found;
    }

    boolean hasAll(SortedMap<String, String> found) {
        return repositories.stream().allMatch(wanted -> found.containsKey(name(wanted)));
    }

    private static String name(String wanted) {
        return wanted.replaceFirst("[@:].*", "");
    }

    private Optional<ImageDetail> image(String wanted) {
        var name = name(wanted);
        var which = wanted.substring(name.length());
        try {
            if (which.isEmpty()) {
                return newest(name);
            }
            var id = which.startsWith("@")
                    ? ImageIdentifier.builder().imageDigest(which.substring(1)).build()
                    : ImageIdentifier.builder().imageTag(which.substring(1)).build();
            return clients.ecr().describeImages(ask -> ask.repositoryName(name).imageIds(id)).imageDetails().stream()
                    .filter(image -> image.imageDigest() != null)
                    .findFirst();
        } catch (RepositoryNotFoundException | ImageNotFoundException e) {
            return Optional.empty();
        }
    }

    private Optional<ImageDetail> newest(String repository) {
        return clients.ecr().describeImagesPaginator(ask -> ask.repositoryName(repository)).imageDetails().stream()
                .filter(image -> image.imageDigest() != null)
                .max(Comparator.comparing(image -> Objects.requireNonNullElse(image.imagePushedAt(), Instant.EPOCH)));
    }
}
