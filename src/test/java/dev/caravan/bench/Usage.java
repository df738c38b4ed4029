package dev.caravan.bench;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** What processes use of the machine. */
final class Usage {
  private static final int KILO = 1024;

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

  /** The megabytes of its heap that are in use; what nobody needs is collected before. */
  static long live(ProcessHandle process) throws IOException {
    try {
      VirtualMachine machine = VirtualMachine.attach(Long.toString(process.pid()));
      String url = machine.startLocalManagementAgent();
      machine.detach();
      try (JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(url))) {
        MemoryMXBean memory =
            ManagementFactory.newPlatformMXBeanProxy(
                connector.getMBeanServerConnection(),
                ManagementFactory.MEMORY_MXBEAN_NAME,
                MemoryMXBean.class);
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed() / KILO / KILO;
      }
    } catch (AttachNotSupportedException e) {
      throw new IOException(e);
    }
  }
}
