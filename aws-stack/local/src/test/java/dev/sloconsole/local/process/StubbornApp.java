package dev.sloconsole.local.process;

import java.time.Duration;

/** A program that hears SIGTERM and goes on, as one does that nobody taught to stop. */
public final class StubbornApp {

    private StubbornApp() {}

    public static void main(String[] arguments) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            System.out.println("asked to end, but will not");
            sleep();
        }));
        System.out.println("ready");
        sleep();
    }

    private static void sleep() {
        try {
            Thread.sleep(Duration.ofMinutes(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
