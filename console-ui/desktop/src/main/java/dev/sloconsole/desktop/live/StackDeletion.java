package dev.sloconsole.desktop.live;

import dev.sloconsole.stack.StackClient;
import java.io.PrintStream;
import java.time.Duration;

/** The deletion of a stack that no session of this process created, from the question to its end. */
public record StackDeletion(StackClient client, String name, Questions questions, PrintStream out) {

    private static final Duration LOOK = Duration.ofSeconds(2);

    /** Whether the stack is gone in the end. */
    public boolean run() throws InterruptedException {
        var account = client.account();
        var found = client.find(name);
        if (found.isEmpty()) {
            out.println(
                    "There is no stack " + name + " in account " + account.account() + ", " + account.region() + ".");
            return true;
        }
        var stack = found.get().found();
        if (!stack.ours()) {
            out.println(
                    "Stack " + name + " was not created by this program (it lacks the tag created-by=slo-console) and"
                            + " stays as it is. Delete it in the AWS console if it is yours.");
            return false;
        }
        if (!questions.delete(StackCommands.question(name, stack, account))) {
            out.println("Stack " + name + " stays as it is.");
            return false;
        }
        client.delete(stack.stackId());
        out.println("Stack " + name + " is being deleted; on AWS it takes a few minutes.");
        while (true) {
            Thread.sleep(LOOK);
            var now = client.find(stack.stackId());
            if (now.isEmpty()) {
                out.println("Stack " + name + " is gone.");
                return true;
            }
            if (now.get().status().equals("DELETE_FAILED")) {
                out.println("Stack " + name + " could not be deleted: " + client.whatHolds(stack.stackId())
                        + " Remove what the text names in the AWS console, then run this again.");
                return false;
            }
        }
    }
}
