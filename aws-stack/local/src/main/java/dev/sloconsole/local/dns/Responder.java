package dev.sloconsole.local.dns;

import org.xbill.DNS.Message;

/** Whoever answers DNS questions. Called by several threads at once. */
@FunctionalInterface
public interface Responder {

    /** The answer to a well-formed query; carries the query's id. */
    Message answer(Message query);
}
