package dev.sloconsole.local.dns;

import org.xbill.DNS.Message;

/** A responder most of whose answers stay the same until what it knows is another. */
interface Repeating extends Responder {

    /** What it knows: the same object for as long as nothing changed. To be asked for before the answer. */
    Object revision();

    /** Whether this query gets the same answer each time within a revision. */
    boolean repeats(Message query);
}
