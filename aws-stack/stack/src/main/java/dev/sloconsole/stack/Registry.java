package dev.sloconsole.stack;

import dev.sloconsole.stack.publish.ImagePublisher.Login;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageNotFoundException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;
import software.amazon.awssdk.services.ecr.model.Tag;

/** The account's container registry. Blocks while AWS is asked; every refusal is a {@link StackException}. */
public final class Registry implements AutoCloseable {

    private static final String KEEP_FIVE = """
            {"rules": [{"rulePriority": 1, "description": "Keep the last five images",
              "selection": {"tagStatus": "any", "countType": "imageCountMoreThan", "countNumber": 5},
              "action": {"type": "expire"}}]}""";

    private final CloudAccess access;
    private final CloudClients clients;

    /** Connects to nothing yet. */
    public Registry(CloudAccess access) {
        this.access = access;
        this.clients = CloudClients.forCommands(access);
    }

    /** The tag under which an image for a processor architecture is pushed. */
    public static String tag(String architecture) {
        return architecture.equals("ARM64") ? "latest-arm64" : "latest";
    }

    /** The reference, by digest, of the image that has a tag in a repository; empty if there is none. */
    public Optional<String> tagged(String repository, String tag) {
        return attempt("look for the application's image in " + repository, () -> {
            try {
                var uri = clients.ecr()
                        .describeRepositories(ask -> ask.repositoryNames(repository))
                        .repositories()
                        .getFirst()
                        .repositoryUri();
                return clients
                        .ecr()
                        .describeImages(ask -> ask.repositoryName(repository)
                                .imageIds(
                                        ImageIdentifier.builder().imageTag(tag).build()))
                        .imageDetails()
                        .stream()
                        .findFirst()
                        .map(image -> uri + "@" + image.imageDigest());
            } catch (RepositoryNotFoundException | ImageNotFoundException e) {
                return Optional.<String>empty();
            }
        });
    }

    /**
     * The address of a repository, which is made if it is missing, with a rule that keeps the last few images only.
     *
     * @return such as {@code 000000000000.dkr.ecr.eu-west-1.amazonaws.com/sre-demo/app}
     */
    public String repository(String name) {
        return attempt("make the repository " + name, () -> {
            try {
                return clients.ecr()
                        .describeRepositories(ask -> ask.repositoryNames(name))
                        .repositories()
                        .getFirst()
                        .repositoryUri();
            } catch (RepositoryNotFoundException e) {
                var made = clients.ecr()
                        .createRepository(create -> create.repositoryName(name)
                                .tags(Tag.builder()
                                        .key(StackClient.CREATED_BY_TAG)
                                        .value(StackClient.CREATED_BY)
                                        .build()));
                clients.ecr().putLifecyclePolicy(put -> put.repositoryName(name).lifecyclePolicyText(KEEP_FIVE));
                return made.repository().repositoryUri();
            }
        });
    }

    /** Who may push for the next twelve hours. */
    public Login login() {
        return attempt("ask for a login to the registry", () -> {
            var token = clients.ecr()
                    .getAuthorizationToken(ask -> {})
                    .authorizationData()
                    .getFirst()
                    .authorizationToken();
            var parts = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8).split(":", 2);
            return new Login(parts[0], parts[1]);
        });
    }

    @Override
    public void close() {
        clients.close();
    }

    private <T> T attempt(String attempted, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw AwsFailure.of(e, access).exception(attempted, e);
        }
    }
}
