package dev.sloconsole.local.cfn;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

/** The names of all resource types that CloudFormation has on AWS, by which a typo is told from what is only not here. */
final class AwsTypes {

    private static final Set<String> NAMES = read();

    private AwsTypes() {}

    /** Whether a template with the type may be valid on AWS; custom resources and modules may have any name. */
    static boolean has(String type) {
        return NAMES.contains(type) || type.startsWith("Custom::") || type.endsWith("::MODULE");
    }

    private static Set<String> read() {
        try (var in = AwsTypes.class.getResourceAsStream("aws-types.txt")) {
            if (in == null) {
                throw new IllegalStateException("There is no aws-types.txt beside AwsTypes.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read aws-types.txt.", e);
        }
    }
}
