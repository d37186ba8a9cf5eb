/**
 * The wire: one HTTP endpoint that tells AWS's services and operations apart and speaks their protocols (JSON 1.1, and
 * query with XML answers). Read {@link dev.sloconsole.local.wire.AwsService} first. Requests arrive on virtual threads;
 * operations run on the local-cloud thread.
 */
@NullMarked
package dev.sloconsole.local.wire;

import org.jspecify.annotations.NullMarked;
