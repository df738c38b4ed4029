package dev.caravan.crash;

import java.io.IOException;
import java.io.UncheckedIOException;

/** What a process is told from outside. */
enum Signal {
  KILL,
  STOP,
  CONT;

  /** Sends it; a process that is gone already is no matter. */
  void send(long pid) {
    try {
      new ProcessBuilder("kill", "-" + name(), Long.toString(pid))
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
