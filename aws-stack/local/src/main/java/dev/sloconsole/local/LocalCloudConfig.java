package dev.sloconsole.local;

import dev.sloconsole.local.ground.Pace;
import dev.sloconsole.local.process.Image;
import java.nio.file.Path;
import java.util.List;

/**
 * What a local cloud is to be.
 *
 * @param port of the AWS endpoint; 0 takes any free one
 * @param region part of every ARN
 * @param images what its tasks can run
 * @param taskLimit how many tasks may be there at a time: what the account's vCPU quota is on Fargate
 * @param workFolder each run makes a folder of its own in it and removes that when it ends
 */
public record LocalCloudConfig(int port, Pace pace, String region, List<Image> images, Path workFolder, int taskLimit) {

    /** As many as the vCPUs of a new account's first quota; on a laptop each task is a JVM or so. */
    public static final int USUAL_TASK_LIMIT = 32;

    public LocalCloudConfig {
        images = List.copyOf(images);
        if (taskLimit < 1) {
            throw new IllegalArgumentException("The task limit must be at least 1, not " + taskLimit + ".");
        }
    }

    /** With the usual task limit. */
    public LocalCloudConfig(int port, Pace pace, String region, List<Image> images, Path workFolder) {
        this(port, pace, region, images, workFolder, USUAL_TASK_LIMIT);
    }
}
