/** The oldest Node that is supported, exactly, then one of each later line. */
export const NODE_VERSIONS = ['20.19.0', '22.23.3', '24.21.0', '26.10.0'] as const;
