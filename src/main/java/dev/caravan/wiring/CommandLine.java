package dev.caravan.wiring;

import java.io.PrintStream;

/** What {@code java -jar caravan.jar} understands. */
public final class CommandLine {
  private CommandLine() {}

  /** Runs the hub, or one command; a setting that cannot be obeyed ends the process with 1. */
  public static void run(String[] args) {
    PrintStream out = System.out;
    try {
      Settings settings = Settings.load(System.getenv());
      if (args.length == 0) {
        Hub hub = new Hub(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(hub), "shutdown"));
        hub.start();
        out.print(hub.greeting());
        out.flush();
        hub.await();
        return;
      }
      System.err.println(
          "There is no command '"
              + args[0]
              + "'; there are validate and export, and none at all starts the hub.");
      System.exit(2);
    } catch (WrongSetting e) {
      System.err.println("caravan: " + e.getMessage());
      System.exit(1);
    } catch (RuntimeException e) {
      System.err.println("caravan: the hub could not start: " + e.getMessage());
      e.printStackTrace(System.err);
      System.exit(1);
    }
  }

  /** Stops the hub at SIGTERM; a stop that was asked for is no failure, so the status is 0. */
  private static void end(Hub hub) {
    if (hub.stop()) {
      Runtime.getRuntime().halt(0);
    }
  }
}
