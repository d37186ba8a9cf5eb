package dev.sloconsole.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The rendered CloudFormation template, as it lies on the class path. */
public final class StackTemplate {

    private static final String RESOURCE = "/dev/sloconsole/template/stack.yaml";

    private StackTemplate() {}

    /** The template's text: YAML, to be handed to {@link StackSpec} as it is. */
    public static String load() {
        return load(RESOURCE);
    }

    static String load(String resource) {
        try (var stream = StackTemplate.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("The stack's template " + resource + " is not on the class path, for"
                        + " the module stack-template was not built. Run `mvn package` in the project's root.");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The stack's template " + resource + " could not be read.", e);
        }
    }
}
