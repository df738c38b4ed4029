package dev.caravan.crash;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A cable to a port of this machine. Cut, it swallows what is said and closes nothing; mended, it
 * delivers that late, as TCP does after a network was away. Pulled, it refuses.
 */
final class Cable implements AutoCloseable {
  private final int to;
  private final int port;
  private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
  private final AtomicInteger posts = new AtomicInteger();
  private final Object gate = new Object();
  private ServerSocket entry;
  private boolean cut;

  Cable(int to) {
    this.to = to;
    this.entry = listen(0);
    this.port = entry.getLocalPort();
    serve(entry);
  }

  /** Where it begins. */
  int port() {
    return port;
  }

  /** How many HTTP POSTs have come through; a request begins a packet of its own. */
  int posts() {
    return posts.get();
  }

  /** From now on nothing comes through, and nobody is told. */
  void cut() {
    synchronized (gate) {
      cut = true;
    }
  }

  /** All comes through again, first what was said meanwhile. */
  void mend() {
    synchronized (gate) {
      cut = false;
      gate.notifyAll();
    }
  }

  /** Ends what is open, and refuses. */
  void pull() {
    close(entry);
    ends.forEach(Cable::close);
  }

  /** Takes again, at the same port. */
  void plug() {
    entry = listen(port);
    serve(entry);
  }

  private static ServerSocket listen(int port) {
    try {
      ServerSocket socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serve(ServerSocket listening) {
    daemon(
        () -> {
          while (!listening.isClosed()) {
            connect(listening.accept());
          }
        });
  }

  private void connect(Socket near) {
    ends.add(near);
    daemon(
        () -> {
          pass();
          Socket far = new Socket(InetAddress.getLoopbackAddress(), to);
          near.setTcpNoDelay(true);
          far.setTcpNoDelay(true);
          ends.add(far);
          daemon(() -> carry(near, far));
          carry(far, near);
        });
  }

  private void carry(Socket from, Socket into) throws IOException, InterruptedException {
    byte[] said = new byte[65_536];
    try {
      int length = from.getInputStream().read(said);
      while (length >= 0) {
        pass();
        if (new String(said, 0, Math.min(5, length), US_ASCII).equals("POST ")) {
          posts.incrementAndGet();
        }
        into.getOutputStream().write(said, 0, length);
        length = from.getInputStream().read(said);
      }
    } finally {
      pass();
      close(from);
      close(into);
      ends.remove(from);
      ends.remove(into);
    }
  }

  private void pass() throws InterruptedException {
    synchronized (gate) {
      while (cut) {
        gate.wait();
      }
    }
  }

  private interface Work {
    void run() throws IOException, InterruptedException;
  }

  private static void daemon(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException closed) {
                // One of its ends was closed: so is the other.
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "cable");
    thread.setDaemon(true);
    thread.start();
  }

  private static void close(java.io.Closeable end) {
    try {
      end.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    mend();
    pull();
  }
}
