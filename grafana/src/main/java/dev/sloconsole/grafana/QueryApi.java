package dev.sloconsole.grafana;

import java.io.IOException;

/** What answers as Prometheus does. Called on virtual threads, by several at a time. */
@FunctionalInterface
public interface QueryApi {

    /**
     * An answer.
     *
     * @param mediaType of the body
     */
    record Reply(int status, String mediaType, String body) {}

    /**
     * Answers one request.
     *
     * @param path from {@code /api/v1/} on
     * @param query the address's parameters, as they were sent
     * @param form the body of a POST, as it was sent; empty for a GET
     * @throws IOException if there is nobody to answer
     */
    Reply answer(String path, String query, String form) throws IOException, InterruptedException;
}
