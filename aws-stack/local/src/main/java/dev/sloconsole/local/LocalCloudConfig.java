package dev.sloconsole.local;

import dev.sloconsole.local.process.Image;
import java.nio.file.Path;
import java.util.List;

/**
 * What a local cloud is to be.
 *
 * @param port of the AWS endpoint; 0 takes any free one
 * @param region part of every ARN
 * @param images what its tasks can run
 * @param workFolder each run makes a folder of its own in it and removes that when it ends
 */
public record LocalCloudConfig(int port, Pace pace, String region, List<Image> images, Path workFolder) {
    public LocalCloudConfig {
        images = List.copyOf(images);
    }
}
