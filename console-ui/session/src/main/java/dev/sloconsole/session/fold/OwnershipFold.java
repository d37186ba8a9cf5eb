package dev.sloconsole.session.fold;

import dev.sloconsole.session.Ownership.Refused;
import dev.sloconsole.stack.StackFact.AddressRefused;
import dev.sloconsole.stack.StackFact.StackFailed;
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

    /** The stack is gone, so nothing is wrong with it; one that was created since then stays. */
    static void gone(Draft draft) {
        var last = draft.ownership;
        var next = last.created().filter(id -> !last.own());
        draft.ownership = next.map(last.withoutStack()::withCreated).orElseGet(last::withoutStack);
        draft.banners = Banners.clear(Banners.clear(draft.banners, Banners.STACK), Banners.ADDRESS);
    }

    /** What is asked for now makes an earlier failure an old story. */
    static void asked(Draft draft) {
        draft.banners = Banners.clear(draft.banners, Banners.STACK);
    }
}
