/**
 * The application's image, built and pushed without Docker. Read {@link dev.sloconsole.stack.publish.ImagePublisher}
 * first. Knows registries and jars, and neither stacks nor AWS; blocks its caller.
 */
@NullMarked
package dev.sloconsole.stack.publish;

import org.jspecify.annotations.NullMarked;
