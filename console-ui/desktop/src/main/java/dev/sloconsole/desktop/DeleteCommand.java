package dev.sloconsole.desktop;

import dev.sloconsole.desktop.live.StackDeletion;
import dev.sloconsole.stack.CloudAccess;
import dev.sloconsole.stack.StackClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Deletes a stack that a class left behind. */
@Command(
        name = "delete",
        mixinStandardHelpOptions = true,
        description =
                "Deletes the stack on AWS that a class left behind, after a question; never one of somebody else's.")
@SuppressWarnings("NullAway.Init") // picocli fills it
final class DeleteCommand implements Callable<Integer> {

    @Mixin
    Options own;

    @Option(names = "--yes", description = "Ask nothing.")
    boolean yes;

    @Override
    public Integer call() throws InterruptedException {
        own.cloud = Options.Cloud.AWS;
        var problems = Main.problems(own);
        if (!problems.isEmpty()) {
            return Mistakes.told("slo delete", problems);
        }
        try (var client = new StackClient(CloudAccess.aws(own.region))) {
            var deletion =
                    new StackDeletion(client, own.stackName(), new TerminalQuestions(System.out, yes), System.out);
            return deletion.run() ? 0 : 1;
        }
    }
}
