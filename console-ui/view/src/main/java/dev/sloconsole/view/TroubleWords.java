package dev.sloconsole.view;

import dev.sloconsole.session.Trouble;
import dev.sloconsole.stack.StackFact.StackFailed;

/** What is said of a trouble. */
public final class TroubleWords {

    private TroubleWords() {}

    /** What happened, and what becomes of it. */
    public static String message(Trouble trouble) {
        return switch (trouble) {
            case Trouble.Lost(var source, var reason) -> reason;
            case Trouble.Refused(var action, var reason) -> reason;
            case Trouble.RecordedInParts(var segment) ->
                "The disk takes the recording again: it goes on in " + segment
                        + ", beside the first part. What happened meanwhile is in neither.";
            case Trouble.NotRecorded(var reason) ->
                "The class is not recorded: " + reason + ". The lesson goes on; what was recorded until now can be"
                        + " replayed. Free the disk, and the recording goes on by itself in a new file.";
            case Trouble.NotSent(var requests) ->
                "This computer is too slow for this traffic: " + Written.count(requests)
                        + (requests == 1 ? " request was" : " requests were")
                        + " due and not sent. That is the computer's"
                        + " fault, not the service's, so they count neither as served nor as failed. Close other programs,"
                        + " or send fewer requests a second.";
            case Trouble.Silent(var server, var name, var before) ->
                "The DNS server gives no answer for " + name + "."
                        + (before.isEmpty()
                                ? ""
                                : " It said " + String.join(", ", before) + " before, which may have changed.")
                        + " The console asks again by itself.";
            case Trouble.Failed(var what) -> failed(what);
            case Trouble.ShutOut(var address, var ranges) ->
                "This computer's address is " + address + " now, and only " + String.join(", ", ranges)
                        + " may reach the stack: the network has changed, the service has not. Admit the address;"
                        + " what users got meanwhile counts as not observed.";
            case Trouble.EndNears(var at) ->
                "The auto-stop scales the services to zero at " + Written.timeOfDay(at)
                        + ". One hour more puts it off.";
            case Trouble.Asleep() ->
                "The services were scaled to zero, by the auto-stop or by hand: nothing replaces their tasks. Wake up"
                        + " starts them again.";
        };
    }

    private static String failed(StackFailed what) {
        var said = what.reason()
                + what.stoppedReason().map(r -> " Its newest task: " + r).orElse("")
                + (what.log().isEmpty() ? "" : " It said last: " + what.log().getLast());
        return what.what().equals("deletion")
                ? "The stack could not be deleted; " + what.resource() + " holds it: " + said
                        + " Remove what the text names in the AWS console, then delete the stack again."
                : "The deployment failed at " + what.resource() + ": " + said
                        + " Mend that, then delete what is left and deploy again.";
    }
}
