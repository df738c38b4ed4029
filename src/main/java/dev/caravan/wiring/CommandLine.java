package dev.caravan.wiring;

import java.io.PrintStream;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What {@code java -jar caravan.jar} understands. */
public final class CommandLine {
  private static final Logger LOG = LoggerFactory.getLogger(CommandLine.class);

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
      System.exit(command(args[0], List.of(args).subList(1, args.length), settings, out));
    } catch (WrongSetting e) {
      System.err.println("caravan: " + e.getMessage());
      System.exit(1);
    } catch (Throwable e) {
      // An Error too: threads that are running by now would keep a hub that is none alive.
      System.err.println("caravan: the hub could not start: " + e);
      e.printStackTrace(System.err);
      System.exit(1);
    }
  }

  /** Runs one command, and answers the process's status. */
  public static int command(
      String name, List<String> arguments, Settings settings, PrintStream out) {
    return switch (name) {
      case "validate" -> new Validate(settings, out).run(arguments);
      case "export" -> new Export(settings, out).run(arguments);
      case "platforms" -> new Tabulate(out).run(arguments);
      case "help", "--help", "-h" -> help(out);
      default -> {
        System.err.println(
            "There is no command '"
                + name
                + "'; there are validate, export and platforms, and none at all starts the hub.");
        yield 2;
      }
    };
  }

  private static int help(PrintStream out) {
    out.print(
        """
        java -jar caravan.jar                      starts the hub; settings come from CARAVAN_* and caravan.properties
        java -jar caravan.jar validate [folder]    says everything wrong with the site's files; exit 0 or 1
        java -jar caravan.jar export flow/govern   copies a built-in route into the site's folder, to be edited
        java -jar caravan.jar platforms            prints what each platform can do

        Settings and their defaults: README.md, Configuration, and GET /api/v1/config of a running hub.
        """);
    return 0;
  }

  /** Stops the hub at SIGTERM; a stop that was asked for is no failure, so the status is 0. */
  private static void end(Hub hub) {
    boolean ran = hub.running();
    if (ran) {
      LOG.info("Stopping, once what is in flight has ended");
    }
    if (hub.stop()) {
      if (ran) {
        LOG.info("Stopped");
      }
      Runtime.getRuntime().halt(0);
    }
  }
}
