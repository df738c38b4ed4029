package dev.caravan.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The process that posts. */
final class Loader implements AutoCloseable {
  private final Process process;
  private final BufferedReader out;

  Loader(int port, String token) throws IOException {
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Load.class.getName(),
                Integer.toString(port),
                token)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    out = process.inputReader();
    read("ready");
  }

  /** Posts {@code count} messages to {@code path} over {@code connections}. */
  Load.Result run(String path, int connections, int count) throws IOException {
    process
        .getOutputStream()
        .write((path + " " + connections + " " + count + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
    return Load.Result.read(read("\\d+( \\d+){4}"));
  }

  private String read(String pattern) throws IOException {
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.matches(pattern)) {
        return line;
      }
    }
    throw new IOException("The load generator ended");
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
