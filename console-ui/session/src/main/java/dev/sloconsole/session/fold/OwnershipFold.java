package dev.sloconsole.session.fold;

import dev.sloconsole.session.Ownership.Refused;
import dev.sloconsole.stack.StackFact.AddressRefused;
import dev.sloconsole.stack.StackFact.AutoStopNeared;
import dev.sloconsole.stack.StackFact.StackFailed;
import dev.sloconsole.stack.StackFact.StackFound;
import java.util.List;
import java.util.Optional;

/** Folds what concerns the class's right to its stack, and the banners that say what to do about it. */
final class OwnershipFold {

    private OwnershipFold() {}

    static void failed(Draft draft, StackFailed e) {
        draft.ownership = draft.ownership.with(e);
        draft.banners = Banners.raise(draft.banners, Banners.STACK, sentence(e), draft.at);
    }

    private static String sentence(StackFailed e) {
        var said = e.reason() + e.stoppedReason().map(r -> " Its newest task: " + r).orElse("")
                + (e.log().isEmpty() ? "" : " It said last: " + e.log().getLast());
        return e.what().equals("deletion")
                ? "The stack could not be deleted; " + e.resource() + " holds it: " + said
                        + " Remove what the text names in the AWS console, then delete the stack again."
                : "The deployment failed at " + e.resource() + ": " + said
                        + " Mend that, then delete what is left and deploy again.";
    }

    static void refused(Draft draft, AddressRefused e) {
        draft.ownership = draft.ownership.with(Optional.of(new Refused(e, draft.at)));
        draft.banners = Banners.raise(
                draft.banners,
                Banners.ADDRESS,
                "This computer's address is " + e.address() + " now, and only " + String.join(", ", e.ranges())
                        + " may reach the stack: the network has changed, the service has not. Admit the address;"
                        + " what users got meanwhile counts as not observed.",
                draft.at);
    }

    static void admitted(Draft draft) {
        draft.ownership = draft.ownership.with(Optional.<Refused>empty());
        draft.banners = Banners.clear(draft.banners, Banners.ADDRESS);
    }

    /** An end that was put off is no news any more. */
    static void found(Draft draft, StackFound e) {
        if (!e.autoStopAt().equals(draft.ownership.autoStopAt())) {
            draft.banners = Banners.clear(draft.banners, Banners.AUTO_STOP);
        }
        draft.ownership = draft.ownership.with(e);
    }

    static void near(Draft draft, AutoStopNeared e) {
        draft.banners = Banners.raise(
                draft.banners,
                Banners.AUTO_STOP,
                "The auto-stop scales the services to zero at " + e.at() + ". One hour more puts it off.",
                draft.at);
    }

    /** Services of which nobody wants a task are asleep, and no replacement will come. */
    static void counted(Draft draft) {
        boolean asleep = draft.stack.asleep() && !draft.deleting;
        if (asleep) {
            draft.banners = Banners.raise(
                    draft.banners,
                    Banners.AUTO_STOP,
                    "The services were scaled to zero, by the auto-stop or by hand: nothing replaces their tasks. Wake up"
                            + " starts them again.",
                    draft.at);
        } else if (draft.before().state().stack().asleep()) {
            draft.banners = Banners.clear(draft.banners, Banners.AUTO_STOP);
        }
    }

    /** The stack is gone, so nothing is wrong with it; one that was created since then stays. */
    static void gone(Draft draft) {
        var last = draft.ownership;
        var next = last.created().filter(id -> !last.own());
        draft.ownership = next.map(last.withoutStack()::withCreated).orElseGet(last::withoutStack);
        for (var banner : List.of(Banners.STACK, Banners.ADDRESS, Banners.AUTO_STOP)) {
            draft.banners = Banners.clear(draft.banners, banner);
        }
    }

    /** What is asked for now makes an earlier failure an old story. */
    static void asked(Draft draft) {
        draft.banners = Banners.clear(draft.banners, Banners.STACK);
    }
}
