/**
 * The users of the class: an open loop of requests, every outcome of which is counted. Read
 * {@link dev.sloconsole.session.traffic.TrafficGenerator} first. Imports the session's counts and plans; the
 * {@code traffic} thread owns the schedule, each request has a virtual thread of its own.
 */
@NullMarked
package dev.sloconsole.session.traffic;

import org.jspecify.annotations.NullMarked;
