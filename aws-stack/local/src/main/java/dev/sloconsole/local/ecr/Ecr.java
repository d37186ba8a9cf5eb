package dev.sloconsole.local.ecr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.ground.Account;
import dev.sloconsole.local.ground.Json;
import dev.sloconsole.local.process.Image;
import dev.sloconsole.local.wire.AwsError;
import dev.sloconsole.local.wire.AwsService.JsonService;
import java.util.List;
import java.util.Map;

/** ECR, read only: the images that the local cloud can run, as if they had been pushed. */
public final class Ecr {

    /** Before the dot of {@code X-Amz-Target}. */
    public static final String TARGET_PREFIX = "AmazonEC2ContainerRegistry_V20150921";

    private final Account account;
    private final List<Image> images;

    public Ecr(Account account, List<Image> images) {
        this.account = account;
        this.images = List.copyOf(images);
    }

    public JsonService service() {
        return new JsonService(
                TARGET_PREFIX,
                Map.of("DescribeRepositories", this::describeRepositories, "DescribeImages", this::describeImages));
    }

    private ObjectNode describeRepositories(ObjectNode request) {
        var asked = Json.strings(request, "repositoryNames");
        asked.forEach(this::checkRepository);
        var found = Json.array();
        images.stream()
                .map(Image::repository)
                .distinct()
                .filter(name -> asked.isEmpty() || asked.contains(name))
                .forEach(name -> found.addObject()
                        .put("repositoryArn", account.arn("ecr", "repository/" + name))
                        .put("registryId", account.id())
                        .put("repositoryName", name)
                        .put("repositoryUri", name)
                        .put("createdAt", Json.time(first(name).pushedAt()))
                        .put("imageTagMutability", "IMMUTABLE"));
        return Json.object().set("repositories", found);
    }

    private ObjectNode describeImages(ObjectNode request) {
        var repository = Json.required(
                request,
                "repositoryName",
                () -> new AwsError("InvalidParameterException", "repositoryName must be given."));
        checkRepository(repository);
        var asked = Json.items(request, "imageIds");
        for (var id : asked) {
            if (images.stream().noneMatch(i -> i.repository().equals(repository) && is(i, id))) {
                throw new AwsError(
                        "ImageNotFoundException",
                        "The image with imageId {imageDigest:'"
                                + id.path("imageDigest").asText("null") + "', imageTag:'"
                                + id.path("imageTag").asText("null")
                                + "'} does not exist within the repository with name '" + repository
                                + "' in the registry with id '" + account.id() + "'");
            }
        }
        var found = Json.array();
        images.stream()
                .filter(i -> i.repository().equals(repository))
                .filter(i -> asked.isEmpty() || asked.stream().anyMatch(id -> is(i, id)))
                .forEach(i -> {
                    var node = found.addObject()
                            .put("registryId", account.id())
                            .put("repositoryName", i.repository())
                            .put("imageDigest", i.digest())
                            .put("imagePushedAt", Json.time(i.pushedAt()));
                    node.putArray("imageTags").add("latest");
                });
        return Json.object().set("imageDetails", found);
    }

    private static boolean is(Image image, JsonNode id) {
        return id.path("imageDigest").asText(image.digest()).equals(image.digest())
                && id.path("imageTag").asText("latest").equals("latest");
    }

    private Image first(String repository) {
        return images.stream()
                .filter(i -> i.repository().equals(repository))
                .findFirst()
                .orElseThrow();
    }

    private void checkRepository(String name) {
        if (images.stream().noneMatch(i -> i.repository().equals(name))) {
            throw new AwsError(
                    "RepositoryNotFoundException",
                    "The repository with name '" + name + "' does not exist in the registry with id '" + account.id()
                            + "'");
        }
    }
}
