package dev.sloconsole.local.router;

import java.util.Optional;

/** Decides what passes in the network, as security groups do. Called for each request anew, on any thread. */
@FunctionalInterface
public interface PacketFilter {

    /** Where a request comes from. */
    sealed interface Sender {
        /** This machine, outside of the network. */
        record Laptop() implements Sender {}

        /** A task, through the door that it was given. */
        record Task(Routes.Place place) implements Sender {}
    }

    /** Lets everything pass. */
    PacketFilter OPEN = (from, to, address, port) -> Optional.empty();

    /**
     * Why a TCP connection is not let through; empty if it is.
     *
     * @param address by which the sender asks: the place's private or its public one
     */
    Optional<String> objection(Sender from, Routes.Place to, String address, int port);
}
