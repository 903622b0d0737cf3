// Optional, and nothing of it is used but that it registers its backend; not installed for development.
declare module '@tensorflow/tfjs-backend-webgpu' {}
