package dev.caravan.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process of its own that answers each line with one; it ends with whoever started it. */
final class Child implements AutoCloseable {
  /** What it says besides, as to its log, is no answer. */
  private static final String MARK = "= ";

  /** What it said when it was ready. */
  final String greeting;

  private final Process process;
  private final BufferedReader out;

  Child(Class<?> main, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                java(), "-Xmx512m", "-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    out = process.inputReader(StandardCharsets.UTF_8);
    greeting = answer();
  }

  /** The program that runs this JVM. */
  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** Says a line, and waits for its answer. */
  synchronized String ask(String line) throws IOException {
    process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
    return answer();
  }

  private String answer() throws IOException {
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith(MARK)) {
        return line.substring(MARK.length());
      }
    }
    throw new IOException("A process of the benchmark ended");
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** What such a process does with a line. */
  interface Answers {
    String answer(String line) throws Exception;
  }

  /** Within such a process: answers until nobody asks any more. */
  static void serve(String greeting, Answers answers) throws Exception {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.out.println(MARK + greeting);
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      System.out.println(MARK + answers.answer(line));
    }
    System.exit(0);
  }
}
