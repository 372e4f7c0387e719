"""Lists as queues: taken from the front, cut at the front, put back at the front."""


class Job:
    def __init__(self, name, needs):
        self.name = name
        self.needs = needs

    def __repr__(self):
        return f"Job({self.name})"


def breadth_first(edges, start):
    queue = [start]
    seen = {start}
    order = []
    while queue:
        node = queue.pop(0)
        order.append(node)
        for other in edges.get(node, []):
            if other not in seen:
                seen.add(other)
                queue.append(other)
    return order


def round_robin(jobs):
    log = []
    while jobs:
        job = jobs.pop(0)
        job.needs -= 1
        log.append(job.name)
        if job.needs > 0:
            jobs.append(job)
    return log


def waves(count):
    queue = []
    total = 0
    for wave in range(count):
        queue.extend(range(wave * 3))
        while len(queue) > wave:
            total += queue.pop(0) * (wave + 1)
        if queue:
            queue.insert(0, wave)
            queue.insert(0, -wave)
        del queue[:2]
        queue[0:1] = [wave, wave + 1, wave + 2]
    return total, queue


class Lookout:
    def __init__(self, queue, name):
        self.queue = queue
        self.name = name

    def __del__(self):
        print("gone", self.name, len(self.queue))


def watched():
    queue = []
    for name in "abcd":
        queue.append(Lookout(queue, name))
    queue.pop(0)
    print("popped")
    del queue[:2]
    print("cut")
    queue.clear()
    print("empty")


def main():
    edges = {"a": ["b", "c"], "b": ["d"], "c": ["d", "e"], "e": ["a", "f"]}
    print(breadth_first(edges, "a"))
    print(round_robin([Job("x", 2), Job("y", 1), Job("z", 3)]))
    print(waves(60))
    flags = [True, False] * 20
    while len(flags) > 3:
        flags.append(flags.pop(0) and not flags[1])
        flags.pop(0)
    print(flags)
    try:
        [].pop(0)
    except IndexError as error:
        print(error)
    watched()


main()
