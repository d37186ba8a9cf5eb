package dev.sloconsole.stack;

import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;

/** The account's container registry. Blocks while AWS is asked; every refusal is a {@link StackException}. */
public final class Registry implements AutoCloseable {

    private final CloudAccess access;
    private final CloudClients clients;

    /** Connects to nothing yet. */
    public Registry(CloudAccess access) {
        this.access = access;
        this.clients = CloudClients.forCommands(access);
    }

    /** The reference, by digest, of the image that was pushed to a repository last; empty if there is none. */
    public Optional<String> newest(String repository) {
        try {
            var uri = clients.ecr().describeRepositories(ask -> ask.repositoryNames(repository)).repositories()
                    .getFirst().repositoryUri();
            return clients.ecr().describeImagesPaginator(ask -> ask.repositoryName(repository)).imageDetails().stream()
                    .filter(image -> image.imageDigest() != null)
                    .max(Comparator.comparing(
                            image -> Objects.requireNonNullElse(image.imagePushedAt(), Instant.EPOCH)))
                    .map(image -> uri + "@" + image.imageDigest());
        } catch (RepositoryNotFoundException e) {
            return Optional.empty();
        } catch (SdkException e) {
            throw AwsFailure.of(e, access).exception("look for the application's image in " + repository, e);
        }
    }

    @Override
    public void close() {
        clients.close();
    }
}
