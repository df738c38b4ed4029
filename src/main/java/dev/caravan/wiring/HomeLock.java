package dev.caravan.wiring;

import dev.caravan.store.Secrets;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Lets only one hub live in a home; the lock goes with its process, however that ends. */
final class HomeLock implements AutoCloseable {
  private final FileChannel channel;

  private HomeLock(FileChannel channel) {
    this.channel = channel;
  }

  static HomeLock take(Path home) {
    try {
      if (!Files.exists(home)) {
        // One that is there already may be shared on purpose.
        Secrets.folder(home);
      }
      FileChannel channel =
          FileChannel.open(
              home.resolve("caravan.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        channel.close();
        throw new WrongSetting(
            "CARAVAN_HOME=" + home + " is in use by another hub; stop it, or choose another home.");
      }
      return new HomeLock(channel);
    } catch (IOException e) {
      throw new WrongSetting("CARAVAN_HOME=" + home + " cannot be used: " + e.getMessage() + ".");
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new IllegalStateException("The home's lock does not close", e);
    }
  }
}
