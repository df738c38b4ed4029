package dev.caravan.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What processes use of the machine. */
final class Usage {
  private static final int KILO = 1024;
  private static final Pattern USED = Pattern.compile("used (\\d+)K");

  private Usage() {}

  /** The processor time of a process so far. */
  static Duration cpu(ProcessHandle process) {
    return cpu(Stream.of(process));
  }

  /** The processor time of a process and all that it started and that lives, so far. */
  static Duration cpuOfAll(ProcessHandle process) {
    return cpu(Stream.concat(Stream.of(process), process.descendants()));
  }

  private static Duration cpu(Stream<ProcessHandle> processes) {
    return processes
        .map(p -> p.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** The megabytes of it in memory; 0 where the system is not Linux. */
  static long resident(ProcessHandle process) throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / KILO)
        .findFirst()
        .orElse(0);
  }

  /** The megabytes of a JVM's heap that are in use; what nobody needs is collected before. */
  static long live(ProcessHandle process) throws IOException {
    diagnosed(process, "GC.run");
    return diagnosed(process, "GC.heap_info").stream()
            .filter(line -> !line.contains("Metaspace") && !line.contains("class space"))
            .map(USED::matcher)
            .filter(Matcher::find)
            .mapToLong(matcher -> Long.parseLong(matcher.group(1)))
            .sum()
        / KILO;
  }

  /** By the JDK's own tool. */
  private static List<String> diagnosed(ProcessHandle process, String command) throws IOException {
    Path tool = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process jcmd =
        new ProcessBuilder(tool.toString(), Long.toString(process.pid()), command)
            .redirectErrorStream(true)
            .start();
    return jcmd.inputReader().lines().toList();
  }
}
