/** Images pushed to a registry of their own; read {@link dev.sloconsole.stack.publish.ImagePublisherTest} first. */
@NullMarked
package dev.sloconsole.stack.publish;

import org.jspecify.annotations.NullMarked;
