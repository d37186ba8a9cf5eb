package dev.sloconsole.desktop.live;

import dev.sloconsole.view.Written;

/**
 * What the stack costs while it runs, by the list prices of eu-west-1: other regions differ by a few per cent, and a
 * free tier or a contract by more.
 *
 * @param usdPerHour two Fargate tasks and their public addresses; secrets, logs and the zone are a cent a day
 * @see <a href="https://aws.amazon.com/fargate/pricing/">Fargate's prices</a>
 * @see <a href="https://aws.amazon.com/vpc/pricing/">those of public addresses</a>
 */
public record Bill(double usdPerHour) {

    private static final double VCPU = 0.75;
    private static final double GIGABYTES = 1.5;
    private static final int ADDRESSES = 2;

    private static final double USD_PER_ADDRESS = 0.005;

    /** What the lesson's stack costs on a processor architecture, {@code X86_64} or {@code ARM64}. */
    public static Bill on(String architecture) {
        boolean arm = architecture.equals("ARM64");
        double usdPerVcpu = arm ? 0.03238 : 0.04048;
        double usdPerGigabyte = arm ? 0.00356 : 0.004445;
        return new Bill(VCPU * usdPerVcpu + GIGABYTES * usdPerGigabyte + ADDRESSES * USD_PER_ADDRESS);
    }

    @Override
    public String toString() {
        return "about " + Written.usd(usdPerHour) + " an hour";
    }
}
