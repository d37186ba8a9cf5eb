package dev.sloconsole.stack;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;

/** Reads the newest image of each repository from ECR. A repository that is not there holds none. */
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
        for (var repository : repositories) {
            newest(repository).ifPresent(image -> found.put(repository, image.imageDigest()));
        }
        return found;
    }

    boolean hasAll(SortedMap<String, String> found) {
        return found.keySet().containsAll(repositories);
    }

    private Optional<ImageDetail> newest(String repository) {
        try {
            return clients.ecr().describeImagesPaginator(ask -> ask.repositoryName(repository)).imageDetails().stream()
                    .filter(image -> image.imageDigest() != null)
                    .max(Comparator.comparing(
                            image -> Objects.requireNonNullElse(image.imagePushedAt(), Instant.EPOCH)));
        } catch (RepositoryNotFoundException e) {
            return Optional.empty();
        }
    }
}
