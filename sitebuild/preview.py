"""placeholder"""
def run(folder, port):
    return 0
